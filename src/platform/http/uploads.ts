import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from './request';
import { visitOf } from './request';

export interface UploadedFile {
  /** As the browser named it: shown to people, never used as a path. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** The file of a form field; null when the person chose none. */
export const Upload = createParamDecorator(
  (field: string, execution: ExecutionContext): UploadedFile | null =>
    visitOf(execution.switchToHttp().getRequest<Request>()).files.get(field) ?? null,
);

export const MAXIMUM_UPLOAD_BYTES = 25 * 1024 * 1024;
