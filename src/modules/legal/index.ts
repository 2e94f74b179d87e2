// Legal knows the papers that laws ask for when somebody was trained: which facts they need, what is missing, by when they are handed over. It does not know how people are trained.
export { LegalModule } from './legal.module';
