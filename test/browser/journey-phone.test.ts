import { PHONE } from '../support/browser';
import { journey } from './journey';

describe('from a fresh company to a diploma that anybody can verify, on a phone of 360 px', () => journey(PHONE));
