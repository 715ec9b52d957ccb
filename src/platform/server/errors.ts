/** What is wrong at the door. Only http.ts knows which status each becomes; rules answer with a Result instead. */
/** What is not seen under the grant acted for; `seenAs`: under which other grants of the same account it is. */
class NotSeen extends Error {
  seenAs: string[] = [];
}

export class NotFound extends NotSeen {
  readonly kind: string;
  readonly id: string;
  constructor(kind: string, id: string) {
    super(`no ${kind} ${id}`);
    this.kind = kind;
    this.id = id;
  }
}

export type Issue = { path: string; code: string; message: string };

export class BadInput extends Error {
  readonly issues: Issue[];
  constructor(issues: Issue[]) {
    super('bad input');
    this.issues = issues;
  }
}

export class NotSignedIn extends Error {}

export class NotPermitted extends NotSeen {
  readonly permission: string;
  constructor(permission: string) {
    super(`not permitted: ${permission}`);
    this.permission = permission;
  }
}

/** The password was set by somebody else and has not been changed yet. */
export class MustChangePassword extends Error {}

/** Too many wrong passwords; the clock says when the next try counts. */
export class TooManyTries extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('too many tries');
    this.until = until;
  }
}

/** A form that is none, or breaks off. */
export class BadForm extends Error {
  constructor(cause: unknown) { super('bad form', { cause }); }
}

/** A form whose files are too much to hold. */
export class FormTooLarge extends Error {}
