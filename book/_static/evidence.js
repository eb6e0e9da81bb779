// Shows the note behind a link where the link is. Without this, the link leads to the note or to the evidence chapter.
(() => {
  "use strict";
  let dialog;

  function make() {
    dialog = document.createElement("dialog");
    dialog.className = "evidence-dialog";
    dialog.setAttribute("aria-labelledby", "evidence-dialog-title");
    dialog.innerHTML =
      '<h2 id="evidence-dialog-title" tabindex="-1">Evidence</h2>' +
      '<div class="evidence-shown"></div><p><a class="evidence-all">All evidence of this page</a></p>' +
      '<button type="button" class="evidence-close" aria-label="Close">×</button>';
    dialog.querySelector("button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (event.target === dialog || (link && (link.getAttribute("href") || "").startsWith("#"))) dialog.close();
    });
    document.body.append(dialog);
  }

  // What is quoted in another note stands here too.
  function gather(shown) {
    for (const pointer of shown.querySelectorAll("a[data-own]")) {
      const quoted = document.getElementById(pointer.getAttribute("href").slice(1));
      if (!quoted) continue;
      const copy = quoted.cloneNode(true);
      copy.querySelector("blockquote")?.setAttribute("data-own", pointer.getAttribute("data-own"));
      pointer.closest("p").replaceWith(copy);
    }
  }

  // A quotation carries the marks of all notes of the page; here those of this one are enough.
  function keepOwn(shown) {
    for (const quoted of shown.querySelectorAll("blockquote[data-own]")) {
      const own = new Set(quoted.getAttribute("data-own").split(" "));
      const known = (signs) => signs.some((sign) => own.has(sign));
      for (const mark of quoted.querySelectorAll("mark[data-signs]")) {
        if (!known(mark.getAttribute("data-signs").split(" "))) mark.replaceWith(...mark.childNodes);
      }
      for (const item of quoted.parentElement.querySelectorAll(".evidence-findings > li")) {
        if (!known([item.querySelector(".evidence-sign").textContent])) item.remove();
      }
    }
  }

  function show(note, from) {
    if (!dialog) make();
    const shown = dialog.querySelector(".evidence-shown");
    shown.replaceChildren(...note.cloneNode(true).childNodes);
    gather(shown);
    keepOwn(shown);
    shown.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
    shown.querySelector(".evidence-claim")?.remove();
    dialog.querySelector("h2").textContent = (from.textContent || "").trim() || from.getAttribute("aria-label") || "Evidence";
    dialog.querySelector(".evidence-all").setAttribute("href", "#" + note.id);
    dialog.addEventListener("close", () => from.focus({ preventScroll: true }), { once: true });
    dialog.showModal();
    dialog.scrollTop = 0;
    dialog.querySelector("h2").focus();
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest && event.target.closest("a[data-note]");
    const note = link && document.getElementById("evidence-" + link.getAttribute("data-note"));
    if (!note || typeof HTMLDialogElement === "undefined") return;
    event.preventDefault();
    show(note, link);
  });
})();
