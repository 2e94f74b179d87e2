import { type Instant, milliseconds } from '#kernel/instant';

/** A place in the file that is kept free for a signature (ISO 32000-1, 12.8; ETSI EN 319 142-1), and what it is to say. */
export interface SignaturePlace {
  /** How many bytes the signature may have: `bytesToReserve` of the certificate that will sign. */
  readonly reserve: number;
  /** Who signs. */
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  /** When it is signed, as the signer says. */
  readonly at: Instant;
}

/** As many characters as a number of ten figures with its slash: the length of the file is written over it once it is known. */
export const UNKNOWN_NUMBER = '**********';

/**
 * An unseen signature field on the page that is being drawn, in the order of what is read aloud as a form field, as PDF/A and PDF/UA
 * want it: PDF/A forbids a hidden one, and asks for an appearance only where it has a size.
 */
export function reserveSignature(pdf: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement, place: SignaturePlace): void {
  // pdfkit takes plain strings for names.
  const words = (text: string): unknown => Object(text);
  const signature = (pdf as unknown as File).ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, UNKNOWN_NUMBER, UNKNOWN_NUMBER, UNKNOWN_NUMBER],
    Contents: new Uint8Array(place.reserve),
    // eslint-disable-next-line no-restricted-syntax -- pdfkit writes moments from Date objects only
    M: new Date(milliseconds(place.at)),
    Name: words(place.name),
    Reason: words(place.reason),
    ...(place.location === '' ? {} : { Location: words(place.location) }),
  });
  signature.end();

  const { page } = pdf as unknown as File;
  const element = pdf.struct('Form', { alt: place.reason });
  pdf.annotate(0, 0, 0, 0, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: words('signature'),
    TU: words(place.reason),
    V: signature,
    P: page.dictionary,
    F: PRINTED | LOCKED,
    structParent: element,
  } as PDFKit.Mixins.AnnotationOption);
  root.add(element);
  element.end();
  askForForm(pdf, page.annotations.at(-1));
}

const PRINTED = 4;
const LOCKED = 128;

const SIGNATURES_EXIST = 1;
const APPEND_ONLY = 2;

// pdfkit's own way asks for a typeface, which a form without text does not need.
function askForForm(pdf: PDFKit.PDFDocument, field: unknown): void {
  const file = pdf as unknown as File;
  file._root.data['AcroForm'] = { Fields: [field], SigFlags: SIGNATURES_EXIST | APPEND_ONLY };
  file.endAcroForm = () => undefined;
}

/** What pdfkit has and its types do not tell. */
interface File {
  ref(data: object): { end(): void };
  readonly page: { readonly dictionary: unknown; readonly annotations: unknown[] };
  readonly _root: { readonly data: Record<string, unknown> };
  endAcroForm(): void;
}
