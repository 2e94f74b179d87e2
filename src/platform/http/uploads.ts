import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request, type UploadedFile, visitOf } from './request';

export type { UploadedFile };

/** The file of a form field; null when the person chose none. */
export const Upload = createParamDecorator(
  (field: string, execution: ExecutionContext): UploadedFile | null =>
    visitOf(execution.switchToHttp().getRequest<Request>()).files.get(field) ?? null,
);

export const MAXIMUM_UPLOAD_BYTES = 25 * 1024 * 1024;
/** Of whoever has not signed in: a logo, a diploma that is to be verified. */
export const VISITORS_UPLOAD_BYTES = 6 * 1024 * 1024;
