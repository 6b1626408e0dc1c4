// Leaving at once: the Exit button, or Shift three times within five seconds (GOV.UK's "exit this page" pattern).

const words = document.body.dataset;
const exit = document.querySelector("#exit") as HTMLAnchorElement;
const status = document.querySelector("#status") as HTMLElement;
const patience = 5000;

/** Makes Exit work. `forget` tells the server; it must not wait for anything. */
export function whenLeaving(forget: () => void): void {
  const leave = () => {
    const { href } = exit;
    // What shows goes first: the other site may take seconds to come.
    document.documentElement.className = "left";
    document.body.replaceChildren();
    document.title = " ";
    forget();
    try {
      sessionStorage.clear();
    } catch {}
    // Instead of this page, not after it: Back must not lead here.
    location.replace(href);
  };
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  // Shown again from the browser's memory of the page: it is still blank, and goes on to where it went.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted && document.documentElement.className === "left") location.replace(exit.href);
  });
  onThreeShifts(leave);
}

function onThreeShifts(leave: () => void) {
  let presses = 0;
  let alone = false;
  let timer = 0;
  const forgetPresses = () => {
    presses = 0;
    status.textContent = "";
  };
  document.addEventListener("keydown", ({ key, repeat }) => {
    // Shift held for a capital letter is no press.
    if (key !== "Shift") alone = false;
    else if (!repeat) alone = true;
  });
  document.addEventListener("keyup", ({ key }) => {
    if (key !== "Shift" || !alone) return;
    alone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses >= 3) return leave();
    status.textContent = (presses === 1 ? words.exitTwoMore : words.exitOneMore) ?? "";
    timer = setTimeout(forgetPresses, patience);
  });
}
