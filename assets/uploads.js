/* A file goes to the server in pieces; a piece that was lost is sent again from where the server stands. */
(function () {
  "use strict";
  const PIECE = 4 * 1000 * 1000;
  const TRIES = 5;
  const ZONE = "datasets-drop-area", FILE = "datasets-file-input", PLACE = "datasets-progress-area";
  const UPLOADED = "datasets-uploaded-store";
  const CHANGE_PLACE = "history-progress-area", CHANGE_UPLOADED = "history-uploaded-store";
  const LOST = "The connection is lost. Choose the file again when it is back: it goes on where it was.";
  function words(text, values) { return window.postlensSay(text, values); }
  const UNFINISHED = "postlens-upload ";

  const WORDLESS = "datasets-wordless-input";

  /* Whether no words of the file are to be kept; the server keeps none in any case where the workspace rules so. */
  function drops() { const box = document.getElementById(WORDLESS); return Boolean(box && box.checked); }

  /* What a file is for: a dataset of its own, or a change of the one that the field's label names. */
  function purpose(field) {
    const label = field && field.closest("[data-into]");
    return label ? { into: label.dataset.into, how: label.dataset.how } : { into: "", how: "" };
  }

  /* Where a file that was on its way when the page was left stands; null = it begins anew. */
  function name(file, into) {
    return UNFINISHED + [file.name, file.size, file.lastModified, into, drops() ? "wordless" : ""].join(" ");
  }
  function remember(file, into, id) {
    try {
      if (id) sessionStorage.setItem(name(file, into), id); else sessionStorage.removeItem(name(file, into));
    } catch (refused) { /* Then it begins anew. */ }
  }
  async function left(file, into) {
    let id = null;
    try { id = sessionStorage.getItem(name(file, into)); } catch (refused) { return null; }
    const response = id && await fetch("/uploads/" + id);
    if (!response || !response.ok) return null;
    const upload = await response.json();
    return upload.received < upload.size && !upload.dataset ? upload : null;
  }

  async function refused(response) {
    const answer = await response.json().catch(() => ({}));
    return new Error(answer.error || words("The server did not take the file ({status}).", { status: response.status }));
  }

  async function begin(file, into) {
    const unfinished = await left(file, into);
    if (unfinished) return unfinished;
    const response = await fetch("/uploads", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: file.name, size: file.size, into: into, drop_text: drops() }),
    });
    if (!response.ok) throw await refused(response);
    const upload = await response.json();
    remember(file, into, upload.id);
    return upload;
  }

  async function standing(upload) {
    const response = await fetch("/uploads/" + upload);
    if (!response.ok) throw await refused(response);
    return (await response.json()).received;
  }

  function pause(tries) { return new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries)); }

  async function send(upload, offset, file, tell) {
    let tries = 0;
    while (offset < file.size) {
      if (tell(offset / file.size)) return false;
      let response = null;
      try {
        response = await fetch("/uploads/" + upload, {
          method: "PATCH",
          headers: { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" },
          body: file.slice(offset, offset + PIECE),
        });
      } catch (lost) {
        if (++tries > TRIES) throw Object.assign(new Error(words(LOST)), { lost: true });
        await pause(tries);
        offset = await standing(upload).catch(() => offset);
        continue;
      }
      if (response.status === 409 && ++tries <= TRIES) { offset = await standing(upload); continue; }
      if (!response.ok) throw await refused(response);
      offset = (await response.json()).received;
      tries = 0;
    }
    return true;
  }

  /* One line above the place of the bar; `stop` = what its Cancel button does, while there is something to stop. */
  function say(place, told, bad, stop) {
    const area = document.getElementById(place);
    if (!area) return;
    let line = document.getElementById("upload-line");
    if (!line || line.nextElementSibling !== area) {
      if (line) line.remove();
      line = document.createElement("p");
      line.id = "upload-line";
      line.append(document.createElement("span"), document.createElement("button"));
      line.firstChild.setAttribute("role", "status");
      Object.assign(line.lastChild, { type: "button", className: "tool tool-small", textContent: words("Cancel") });
      area.parentNode.insertBefore(line, area);
    }
    line.className = "upload-line" + (bad ? " upload-bad" : "");
    line.firstChild.textContent = told;
    line.lastChild.hidden = !stop;
    line.lastChild.onclick = stop || null;
    line.hidden = !told;
  }

  async function upload(file, field) {
    const { into, how } = purpose(field);
    const place = into ? CHANGE_PLACE : PLACE;
    let stopped = false;
    function stop() { stopped = true; say(place, words("Stopping …"), false); }
    function tell(share) {
      const sent = { name: file.name, share: Math.floor(share * 100) };
      say(place, words("Sending {name}: {share}%", sent), false, stop);
      return stopped;
    }
    try {
      say(place, words("Sending {name} …", { name: file.name }), false, stop);
      const begun = await begin(file, into);
      if (await send(begun.id, begun.received, file, tell)) {
        remember(file, into, null);
        say(place, "", false);
        const set = window.dash_clientside.set_props;
        if (into) set(CHANGE_UPLOADED, { data: { upload: begun.id, dataset: into, how: how } });
        else set(UPLOADED, { data: begun.id });
      } else say(place, words("Stopped. Choose {name} again to go on where it was.", { name: file.name }), false);
    } catch (problem) {
      // What the server does not want will not be wanted the next time; a lost connection comes back.
      if (!problem.lost) remember(file, into, null);
      say(place, problem.message, true);
    }
    // Browsers say nothing when the same file is chosen twice, so the field forgets it.
    if (field) field.value = "";
  }

  document.addEventListener("change", function (event) {
    const field = event.target;
    if (field.type !== "file" || !(field.id === FILE || purpose(field).into) || !field.files.length) return;
    upload(field.files[0], field);
  });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const zone = event.target.closest && event.target.closest("#" + ZONE);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) upload(event.dataTransfer.files[0], null);
    });
  });
})();
