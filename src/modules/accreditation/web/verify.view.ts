import { FILE_MEGABYTES } from './file-verification';

export interface VerifyView {
  readonly megabytes: number;
  readonly codeMissing: boolean;
  readonly fileProblem: 'missing' | 'too-large' | null;
}

export function verifyView({ code = false, file = null }: { code?: boolean; file?: VerifyView['fileProblem'] } = {}): VerifyView {
  return { megabytes: FILE_MEGABYTES, codeMissing: code, fileProblem: file };
}
