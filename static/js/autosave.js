// Saves a step of the report while it is written. Without it, the buttons do the same.
// One request at a time; the page names itself (writer) and counts what it sends (turn), so it never contradicts itself.

const PAUSE = 2000;
const RETRY = 10000;
const MOST_AT_PARTING = 60000; // browsers refuse to finish a longer request for a page that is gone

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector("[data-autosave-state]");
  let timer = null;
  let running = null;
  let stopped = false;
  let stored = words();

  function words() {
    const data = new FormData(form);
    for (const name of ["revision", "turn", "csrfmiddlewaretoken"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  function say(text) {
    if (state.textContent !== text) state.textContent = text;
  }

  function plan(delay) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, delay);
  }

  async function save() {
    clearTimeout(timer);
    if (stopped || running) return running;
    const typed = words();
    if (typed === stored) return;
    running = send(typed);
    await running;
    running = null;
    if (words() !== stored) plan(state.dataset.failed ? RETRY : PAUSE);
  }

  async function send(typed) {
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
    say(form.dataset.saving);
    const body = new URLSearchParams(new FormData(form)).toString();
    try {
      const response = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body,
        keepalive: body.length < MOST_AT_PARTING,
        credentials: "same-origin",
      });
      if (response.status === 409) return stop(form.dataset.conflict);
      if (response.status >= 500) throw new Error(response.status);
      if (!response.ok || !response.headers.get("Content-Type").startsWith("application/json")) return stop(form.dataset.refused);
      const answer = await response.json();
      form.elements.revision.value = answer.revision;
      stored = typed;
      delete state.dataset.failed;
      const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
      say(form.dataset.saved.replace("{time}", time.format(new Date(answer.savedAt))));
    } catch {
      state.dataset.failed = "yes";
      say(form.dataset.waiting);
    }
  }

  function stop(text) {
    stopped = true;
    say(text);
  }

  form.addEventListener("input", () => plan(PAUSE));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });
  window.addEventListener("online", () => plan(0));

  // A button pressed while a save is on its way waits for it, so that both do not meet at the server.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (running) {
      event.preventDefault();
      const button = event.submitter;
      running.finally(() => form.requestSubmit(button));
      return;
    }
    stopped = true;
    form.elements.turn.value = Number(form.elements.turn.value) + 1;
  });
  window.addEventListener("pageshow", () => (stopped = false));
}
