// What may be said of an error. Not its message: libraries put into it what they were given, and that may be a person's words.
import { relative } from "node:path";

/** The class of an error, its code, and where in our code it came from. */
export type Cause = { readonly cause: string; readonly code?: string; readonly at?: readonly string[] };

const plainName = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** Describes an error without its message. */
export function causeOf(error: unknown): Cause {
  if (!(error instanceof Error)) return { cause: `thrown ${error === null ? "null" : typeof error}` };
  const name = error.constructor.name;
  const code = "code" in error ? error.code : undefined;
  const at = placesOf(error);
  return {
    cause: plainName.test(name) ? name : "Error",
    ...(typeof code === "string" && plainName.test(code) ? { code } : {}),
    ...(at.length > 0 ? { at } : {}),
  };
}

/** The innermost places of the stack, as `function file:line`. */
function placesOf(error: Error): string[] {
  // The stack begins with the message. Where it does not begin as expected, there is no telling where the message ends.
  const stack = typeof error.stack === "string" ? error.stack : "";
  const heading = [`${error.name}: ${error.message}`, error.name].find((text) =>
    stack.startsWith(`${text}\n    at `),
  );
  if (heading === undefined) return [];
  return stack
    .slice(heading.length)
    .split("\n    at ")
    .slice(1, 6)
    .map((line) =>
      /^(?:(?:async )?(?:new )?([\w.<>$]{1,60}) (?:\[as \w+\] )?)?\(?(?:file:\/\/)?([^()\s]+):(\d+):\d+\)?/.exec(
        line,
      ),
    )
    .filter((found) => found !== null)
    .map(([, name, file, line]) => `${name ?? "anonymous"} ${relative(process.cwd(), file ?? "")}:${line}`);
}
