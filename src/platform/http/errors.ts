/** Not there, or not yours: the same answer, so that nobody learns what exists. */
export class NotFound extends Error {
  readonly status = 404;
}

/** Signed in, known, and the request still makes no sense from this page: an old form, a foreign site. */
export class Forbidden extends Error {
  readonly status = 403;
}

/** Somebody else was first. */
export class Conflict extends Error {
  readonly status = 409;
}

export class TooManyRequests extends Error {
  readonly status = 429;

  constructor(readonly retryAfterSeconds: number) {
    super('too many requests');
  }
}

/** A body or file that is larger than the product accepts. */
export class TooLarge extends Error {
  readonly status = 413;
}
