"""Facts from government documents (政策文件), each with its document's number, title and date."""
