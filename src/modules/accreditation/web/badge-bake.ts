import { crc32 } from 'node:zlib';

// Open Badges 3.0, section 5.3: a picture that carries its badge.

/** An SVG of ours (its first tag is `<svg xmlns=…`) with the badge as its first element. */
export function bakedSvg(svg: string, jwt: string): string {
  const [tag = ''] = /^<svg [^>]*>/.exec(svg) ?? [];
  const named = tag.replace('<svg ', '<svg xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0" ');
  return `${named}<openbadges:credential verify="${jwt}"></openbadges:credential>${svg.slice(tag.length)}`;
}

const SIGNATURE_LENGTH = 8;

/** A PNG with the badge in a chunk of international text right after its header. */
export function bakedPng(png: Buffer, jwt: string): Buffer {
  const afterHeader = SIGNATURE_LENGTH + 12 + png.readUInt32BE(SIGNATURE_LENGTH);
  return Buffer.concat([png.subarray(0, afterHeader), textChunk('openbadgecredential', jwt), png.subarray(afterHeader)]);
}

/** Keyword, no compression, no language, no translated keyword, text. */
function textChunk(keyword: string, text: string): Buffer {
  const body = Buffer.concat([Buffer.from('iTXt'), Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
