"use strict";
// The chat page. Old phones are welcome: nothing newer than 2018 in here. Text becomes nodes, never markup; its Chinese is in the page.
(function () {
  const words = document.body.dataset;
  const log = document.getElementById("log");
  const status = document.getElementById("status");
  const form = document.getElementById("form");
  const input = document.getElementById("text");
  const send = form.querySelector("button");
  const MOST_KEPT = 60;
  const PATIENCE_MS = 20000;
  let turns = [], busy = false, options = null;

  // ---- what the browser remembers (private windows may refuse) ----
  function recall(store, name) {
    try { return window[store].getItem("zhoudao." + name); } catch (refused) { return null; }
  }

  function remember(store, name, value) {
    try { window[store].setItem("zhoudao." + name, value); } catch (refused) { /* then only this page knows */ }
  }

  function forget() {
    try { localStorage.removeItem("zhoudao.token"); sessionStorage.removeItem("zhoudao.turns"); } catch (refused) { /* nothing was kept */ }
    log.querySelectorAll(".turn:not(#welcome), .note").forEach(function (each) { each.remove(); });
    turns = [];
  }

  let token = recall("localStorage", "token") || words.token;

  // ---- building what is seen ----
  function node(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(className, text, tapped) {
    const made = node("button", className, text);
    made.type = "button";
    made.addEventListener("click", tapped);
    return made;
  }

  const LINKS = /(https?:\/\/[\w.\-\/?=&%#:~+]+|(?:\/[\w-]+)*\/m\/[\w.-]*[\w-]|\b0\d{2,3}-\d{7,8}\b|\b12345\b)/;

  function linked(part) {
    if (/^https?:/.test(part)) return link(part, part);
    if (/^\d/.test(part)) return link("tel:" + part, part);
    const code = part.slice(part.lastIndexOf("/") + 1);
    const ours = part === words.root + "/m/" + code || part === "/m/" + code;
    return ours ? link(words.root + "/m/" + code, words.guide + code) : document.createTextNode(part);
  }

  function link(href, text) {
    const made = node("a", "", text);
    made.href = href;
    if (/^https?:/.test(href)) made.rel = "noopener noreferrer";
    return made;
  }

  function bubble(who, text) {
    const made = node("p", "bubble");
    made.append(node("span", "unseen", who === "me" ? words.me : words.bot));
    text.split(LINKS).forEach(function (part, n) { made.append(n % 2 ? linked(part) : part); });
    return made;
  }

  function turn(who, content) {
    const made = node("div", "turn " + who);
    const said = node("div", "said");
    said.append(content);
    if (who !== "me") made.append(face());
    made.append(said);
    log.append(made);
    return made;
  }

  function face() {
    const made = node("img", "face");
    made.src = words.root + "/static/icon.svg";
    made.alt = "";
    return made;
  }

  function offer(shown, choices) {
    if (options) options.classList.add("old");
    options = node("ul", "choices");
    options.setAttribute("aria-label", words.choose);
    choices.forEach(function (choice) {
      const item = node("li");
      const tap = button("choice", "", function () { ask(choice.send, choice.text); });
      tap.append(node("b", "", choice.n + "."), " " + choice.text);
      item.append(tap);
      options.append(item);
    });
    shown.querySelector(".said").append(options);
  }

  function show(said) {
    const shown = turn(said.who, bubble(said.who, said.text));
    if (said.choices && said.choices.length) offer(shown, said.choices);
    return shown;
  }

  function keep(said) {
    turns = turns.concat([said]).slice(-MOST_KEPT);
    remember("sessionStorage", "turns", JSON.stringify(turns));
    reveal(show(said));
  }

  function reveal(shown) {
    const isLong = shown.offsetHeight > log.clientHeight - 40;
    log.scrollTop = isLong ? shown.offsetTop - 12 : log.scrollHeight;
  }

  function note(text) {
    reveal(log.appendChild(node("p", "note", text)));
  }

  // ---- asking ----
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  function ask(text, shown, location) {
    if (busy) return;
    keep({ who: "me", text: shown || text });
    post({ text: text, message_id: newId(), location: location || null });
  }

  function post(question) {
    const waiting = think();
    fetchReply(question).then(function (reply) { done(waiting); heard(reply); }, function (fault) { done(waiting); failed(question, fault); });
  }

  function think() {
    busy = true;
    send.setAttribute("aria-disabled", "true");
    status.textContent = words.thinking;
    const dots = node("span", "dots");
    dots.setAttribute("aria-hidden", "true");
    dots.append(node("i"), node("i"), node("i"));
    const shown = turn("bot", node("p", "bubble"));
    shown.querySelector(".bubble").append(dots);
    reveal(shown);
    return shown;
  }

  function done(waiting) {
    busy = false;
    send.removeAttribute("aria-disabled");
    status.textContent = "";
    waiting.remove();
  }

  function fetchReply(question) {
    const stop = new AbortController();
    const timer = setTimeout(function () { stop.abort(); }, PATIENCE_MS);
    const body = JSON.stringify(Object.assign({ token: token }, question));
    const call = fetch(words.root + "/api/chat", { method: "POST", headers: { "Content-Type": "application/json" }, body: body, signal: stop.signal });
    return call.then(read, function () { throw { text: stop.signal.aborted ? words.slow : words.offline, mayRetry: true }; })
      .finally(function () { clearTimeout(timer); });
  }

  function read(response) {
    return response.json().then(function (reply) {
      if (response.ok) return reply;
      throw { text: reply.error.message, mayRetry: response.status === 429 || response.status >= 500 };
    }).catch(function (fault) { throw fault.mayRetry === undefined ? { text: words.broken, mayRetry: true } : fault; });
  }

  function heard(reply) {
    const said = { who: "bot", text: reply.messages.map(function (each) { return each.text; }).join("\n\n"), choices: reply.choices };
    if (said.text.indexOf(words.erased) === 0) { forget(); reveal(show(said)); return; }
    token = reply.token;
    remember("localStorage", "token", token);
    keep(said);
  }

  function failed(question, fault) {
    const shown = turn("bot fault", bubble("bot", fault.text || words.broken));
    if (fault.mayRetry) shown.querySelector(".said").append(button("retry", words.retry, function () { if (!busy) { shown.remove(); post(question); } }));
    reveal(shown);
  }

  // ---- what people tap and type ----
  function submit(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (!text || busy) return;
    ask(text);
    input.value = "";
    grow();
  }

  function grow() {
    input.style.height = "auto";
    input.style.height = input.scrollHeight + 2 + "px";
  }

  function typed(event) {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && !event.shiftKey && !isComposing) submit(event);
  }

  function sendPlace() {
    if (busy) return;
    note(words.placeNote);
    if (!navigator.geolocation) { note(words.placeFailed); return; }
    navigator.geolocation.getCurrentPosition(function (found) {
      ask("", words.placeSent, { lat: found.coords.latitude, lon: found.coords.longitude, datum: "wgs84" });
    }, function () { note(words.placeFailed); }, { timeout: 15000, maximumAge: 60000 });
  }

  function resize(size) {
    const names = words.sizes.split(" ");
    names.forEach(function (name, n) { document.documentElement.classList.toggle("size-" + n, n === size); });
    document.getElementById("size").textContent = words.size + names[size];
    remember("localStorage", "size", String(size));
    grow();
  }

  function startAgain() {
    try { turns = JSON.parse(recall("sessionStorage", "turns") || "[]"); } catch (broken) { turns = []; }
    log.setAttribute("aria-live", "off");
    turns.forEach(show);
    log.scrollTop = turns.length ? log.scrollHeight : 0;
    setTimeout(function () { log.setAttribute("aria-live", "polite"); }, 500);
  }

  form.addEventListener("submit", submit);
  input.addEventListener("keydown", typed);
  input.addEventListener("input", grow);
  document.getElementById("agent").addEventListener("click", function () { ask(words.agent); });
  document.getElementById("place").addEventListener("click", sendPlace);
  document.querySelectorAll("[data-ask]").forEach(function (each) { each.addEventListener("click", function () { ask(each.dataset.ask); }); });
  let size = Number(recall("localStorage", "size")) % 3 || 0;
  document.getElementById("size").addEventListener("click", function () { size = (size + 1) % 3; resize(size); });

  resize(size);
  startAgain();
  input.value = (new URLSearchParams(window.location.search).get("q") || "").slice(0, 200);
  if (input.value) input.focus();
  grow();
})();
