// Setup knows how a company begins: who it is, its first account and its cadence, all at once. Once that is done it only shows where each thing can be changed.
export { SetupModule } from './setup.module';
export { SetupService } from './setup.service';
