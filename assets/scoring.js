/* A small file goes to the server as it is read; it is scored there and kept nowhere. */
(function () {
  "use strict";
  const ZONE = "scoring-drop-area", FIELD = "scoring-file-input", SENT = "scoring-sent-store";
  const TABLE = "scoring-table-area";

  function send(file) {
    const reader = new FileReader();
    reader.onload = function () {
      const set = window.dash_clientside.set_props;
      // The same file again is scored again.
      set(SENT, { data: null });
      set(SENT, { data: String(reader.result).split(",")[1] || "" });
      const place = document.getElementById(TABLE);
      if (place) place.scrollIntoView({ block: "nearest" });
    };
    reader.readAsDataURL(file);
  }

  document.addEventListener("change", function (event) {
    const field = event.target;
    if (field.id !== FIELD || !field.files.length) return;
    send(field.files[0]);
    // Browsers say nothing when the same file is chosen twice, so the field forgets it.
    field.value = "";
  });
  ["dragover", "dragleave", "drop"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      const zone = event.target.closest && event.target.closest("#" + ZONE);
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) send(event.dataTransfer.files[0]);
    });
  });
})();
