"use strict";
// The size of letters chosen in the chat holds here too; and the button needs a script, so it only shows where there is one.
(function () {
  const button = document.getElementById("print");
  try { document.documentElement.classList.add("size-" + localStorage.getItem("zhoudao.size")); } catch (refused) { /* then the usual size */ }
  button.hidden = false;
  button.addEventListener("click", function () { window.print(); });
})();
