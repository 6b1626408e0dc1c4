const longest = 8_000;
const ending = 2_000;

/**
 * A message as far as it is read. Of a very long one, such as a pasted chat, the beginning and the end: people put what
 * matters most there, and reading must stay quick for everybody else.
 */
export function shortened(text: string): string {
  const whole = text.toWellFormed();
  return whole.length <= longest
    ? whole
    : `${whole.slice(0, longest - ending)} ${whole.slice(-ending)}`.toWellFormed();
}
