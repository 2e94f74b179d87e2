// Identity knows credentials, sessions, roles, and whether an actor may do something. It does not know what is being trained.
export { AccountService } from './account.service';
export { ActivationService, type Slip } from './activation.service';
export { PASSWORD_LENGTH, type PasswordRefusal } from './domain/password';
export { SESSION_SECONDS } from './domain/session';
export { IdentityModule } from './identity.module';
export { SessionService } from './session.service';
export { SetUpLinks } from './set-up-links.service';
export { TextLinks } from './text-links.service';
export { SignInService } from './sign-in.service';
