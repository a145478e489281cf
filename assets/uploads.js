/* A file goes to the server in pieces; a piece that was lost is sent again from where the server stands. */
(function () {
  "use strict";
  const PIECE = 4 * 1000 * 1000;
  const TRIES = 5;
  const ZONE = "datasets-drop-area", FILE = "datasets-file-input", PLACE = "datasets-progress-area";
  const UPLOADED = "datasets-uploaded-store";

  async function refused(response) {
    const words = await response.json().catch(() => ({}));
    return new Error(words.error || "The server did not take the file (" + response.status + ").");
  }

  async function begin(file) {
    const response = await fetch("/uploads", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: file.name, size: file.size }),
    });
    if (!response.ok) throw await refused(response);
    return (await response.json()).id;
  }

  async function standing(upload) {
    const response = await fetch("/uploads/" + upload);
    if (!response.ok) throw await refused(response);
    return (await response.json()).received;
  }

  function pause(tries) { return new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries)); }

  async function send(upload, file, tell) {
    let offset = 0, tries = 0;
    while (offset < file.size) {
      let response = null;
      try {
        response = await fetch("/uploads/" + upload, {
          method: "PATCH",
          headers: { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" },
          body: file.slice(offset, offset + PIECE),
        });
      } catch (lost) {
        if (++tries > TRIES) throw new Error("The connection is lost. Choose the file again when it is back.");
        await pause(tries);
        offset = await standing(upload).catch(() => offset);
        continue;
      }
      if (response.status === 409) { offset = await standing(upload); continue; }
      if (!response.ok) throw await refused(response);
      offset = (await response.json()).received;
      tries = 0;
      tell(offset / file.size);
    }
  }

  function say(words, bad) {
    const place = document.getElementById(PLACE);
    let line = document.getElementById("upload-line");
    if (!line) {
      line = document.createElement("p");
      line.id = "upload-line";
      line.setAttribute("role", "status");
      place.parentNode.insertBefore(line, place);
    }
    line.className = "upload-line" + (bad ? " upload-bad" : "");
    line.textContent = words;
    line.hidden = !words;
  }

  async function upload(file) {
    try {
      say("Sending " + file.name + " …", false);
      const id = await begin(file);
      await send(id, file, (share) => say("Sending " + file.name + ": " + Math.round(share * 100) + "%", false));
      say("", false);
      window.dash_clientside.set_props(UPLOADED, { data: id });
    } catch (problem) {
      say(problem.message, true);
    }
    // Browsers say nothing when the same file is chosen twice, so the field forgets it.
    const field = document.getElementById(FILE);
    if (field) field.value = "";
  }

  document.addEventListener("change", function (event) {
    if (event.target.id !== FILE || !event.target.files.length) return;
    upload(event.target.files[0]);
  });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const zone = event.target.closest && event.target.closest("#" + ZONE);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) upload(event.dataTransfer.files[0]);
    });
  });
})();
