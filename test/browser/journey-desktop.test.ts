import { DESKTOP } from '../support/browser';
import { journey } from './journey';

describe('from a fresh company to a diploma that anybody can verify, at 1280 px', () => journey(DESKTOP));
