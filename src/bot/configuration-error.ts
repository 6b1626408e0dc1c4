/** The start cannot go on. Each problem is one line for the person who starts the server: what, why, and the mend. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}
