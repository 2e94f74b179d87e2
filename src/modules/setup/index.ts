// Setup knows how a company begins: who it is, its first account and its cadence, all at once. It knows nothing once that is done.
export { SetupModule } from './setup.module';
export { SetupService } from './setup.service';
