// Small helps; every page works without them.

addEventListener("load", () => {
  const summary = document.querySelector("[data-focus]");
  if (summary && document.activeElement === document.body) summary.focus(); // where autofocus is not known
});

for (const area of document.querySelectorAll("textarea[data-count]")) {
  const most = Number(area.dataset.count);
  const format = new Intl.NumberFormat(document.documentElement.lang);
  const line = document.createElement("p");
  line.className = "field__count";
  const show = () => {
    const left = most - [...area.value.trim().replace(/\r?\n/g, "\r\n")].length;
    line.textContent = `${left < 0 ? area.dataset.countOver : area.dataset.countLabel} ${format.format(Math.abs(left))}`;
    line.classList.toggle("field__count--over", left < 0);
  };
  area.after(line);
  area.addEventListener("input", show);
  show();
}

// A second press while the first is on its way sends nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 10000);
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
