import { Controller, Post } from '@nestjs/common';
import type { Context } from '#kernel/context';
import { Public } from '#platform/http/access';
import { CallerAddress, Ctx } from '#platform/http/context';
import { page, type Reply } from '#platform/http/reply';
import { Upload, type UploadedFile } from '#platform/http/uploads';
import { FILE_MEGABYTES, FileVerifier, isTooLarge } from './file-verification';
import { VerificationThrottle } from './verification-throttle';
import { verificationView } from './verification.view';
import { verifyView } from './verify.view';

@Controller('verify')
@Public('whoever was given a diploma as a file may have it checked')
export class FileVerificationController {
  constructor(
    private readonly files: FileVerifier,
    private readonly throttle: VerificationThrottle,
  ) {}

  /** Reads the file, says what it is, and forgets it. */
  @Post()
  async verify(@Ctx() ctx: Context, @CallerAddress() address: string, @Upload('file') file: UploadedFile | null): Promise<Reply> {
    await this.throttle.book(address);
    if (file === null || file.bytes.length === 0)
      return page('accreditation/verify', { ...verifyView({ file: 'missing' }) }, { status: 422 });
    if (isTooLarge(file.bytes)) return page('accreditation/verify', { ...verifyView({ file: 'too-large' }) }, { status: 422 });
    const { compared, ...verification } = await this.files.verify(file.bytes);
    const view = { ...verificationView(verification, ctx.zone), compared, fileName: file.name.slice(0, 200), megabytes: FILE_MEGABYTES };
    return page('accreditation/checked', view);
  }
}
