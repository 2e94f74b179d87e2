/** Nobody is signed in: the answer is the sign-in page, which leads back to `to`. */
export class SignInFirst extends Error {
  readonly status = 401;

  constructor(readonly to: string) {
    super('sign in first');
  }
}
