import { Global, Module } from '@nestjs/common';
import { RenderPool } from './render-pool';

@Global()
@Module({ providers: [RenderPool], exports: [RenderPool] })
export class PdfModule {}
