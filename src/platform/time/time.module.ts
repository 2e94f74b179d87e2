import { Global, Module } from '@nestjs/common';
import { Clock } from './clock';
import { Contexts } from './contexts';

@Global()
@Module({ providers: [Clock, Contexts], exports: [Clock, Contexts] })
export class TimeModule {}
