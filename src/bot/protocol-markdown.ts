// The little Markdown the protocol document needs.

/** What a person reads, as one bubble. Line breaks stay. */
export function bubble(text: string): string {
  const lines = text.split("\n");
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      const breaks = next !== undefined && !next.startsWith("- ") && !line.startsWith("- ");
      return `> ${escaped(line)}${breaks ? "\\" : ""}`;
    })
    .join("\n");
}

/** Blocks with an empty line between. */
export const blocks = (...parts: readonly (string | readonly string[])[]): string =>
  parts.flat().filter(Boolean).join("\n\n");

const cell = (text: string): string => escaped(text).replaceAll("|", "\\|").replaceAll("\n", "<br>");

/** A table; a cell's line breaks stay. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Nothing anybody wrote is taken for markup. */
const escaped = (text: string): string => text.replaceAll("<", "&lt;").replaceAll("*", "\\*");

/** `plan_before_blocking` → "plan before blocking". */
export const spaced = (id: string): string => id.replaceAll("_", " ");
