// Identity knows credentials, sessions, roles, and whether an actor may do something. It does not know what is being trained.
export { IdentityModule } from './identity.module';
export { SessionService } from './session.service';
