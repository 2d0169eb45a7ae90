/** What somebody asked of the sandbox cannot be done; `message` says what was expected, what came, what to do. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: 400 | 403 | 404 | 409 | 415 | 503;
  readonly code: string;
  /** What is wrong with each field of a form, by its name. */
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(
    status: Refusal["status"],
    code: string,
    message: string,
    fields?: Readonly<Record<string, string>>,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}
