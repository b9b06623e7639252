import sharp, { type Sharp } from 'sharp'
import { compressedText, internationalText, text, withChunks, withSegment } from '../../tests/support/pictures'

/** A way of writing a mark, or something like one, into a picture: as the generator writes it, or as honest programs do. */
export interface Writing {
  kind: string
  write(png: Buffer): Promise<Buffer>
}

const settings = 'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512'
const workflow = '{"last_node_id":9,"nodes":[{"id":3}],"links":[]}'
const midjourney = 'a fox --v 6 Job ID: 12345678-1234-1234-1234-123456789abc'
const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype'

const chunks =
  (...given: Buffer[]) =>
  async (png: Buffer) =>
    withChunks(png, ...given)
const jpeg = (png: Buffer) => sharp(png).jpeg({ quality: 88 })
const webp = (png: Buffer) => sharp(png).webp({ quality: 85 })
const exif = (as: (png: Buffer) => Sharp, fields: Record<string, string>) => (png: Buffer) =>
  as(png).withExif({ IFD0: fields }).toBuffer()
const xmp = (as: (png: Buffer) => Sharp, property: string) => (png: Buffer) =>
  as(png).withXmp(packet(property)).toBuffer()
const packet = (property: string) =>
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  `<rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:dc="http://purl.org/dc/elements/1.1/" ${property}/></rdf:RDF></x:xmpmeta>`
const source = (type: string) => `Iptc4xmpExt:DigitalSourceType="${iptc}/${type}"`

/** Marks in the form in which each generator writes them. */
export const marks: Writing[] = [
  { kind: 'Stable Diffusion, PNG text', write: chunks(text('parameters', settings)) },
  { kind: 'Stable Diffusion, compressed PNG text', write: chunks(compressedText('parameters', settings)) },
  { kind: 'Fooocus, PNG text', write: chunks(internationalText('parameters', '{"steps":30,"sampler":"dpmpp"}', true)) },
  { kind: 'ComfyUI prompt, PNG text', write: chunks(text('prompt', '{"3":{"class_type":"KSampler","inputs":{}}}')) },
  { kind: 'ComfyUI workflow, PNG text', write: chunks(text('workflow', workflow)) },
  { kind: 'InvokeAI, PNG text', write: chunks(internationalText('invokeai_metadata', '{"app_version":"4"}')) },
  {
    kind: 'NovelAI, PNG text',
    write: chunks(text('Software', 'NovelAI'), text('Comment', '{"steps":28,"sampler":"k_euler","seed":3}')),
  },
  { kind: 'Midjourney, PNG text', write: chunks(text('Description', midjourney)) },
  { kind: 'Midjourney, EXIF of a JPEG', write: exif(jpeg, { ImageDescription: midjourney }) },
  { kind: 'program named, EXIF of a JPEG', write: exif(jpeg, { Software: 'Adobe Firefly 1.0' }) },
  { kind: 'program named, EXIF of a WebP', write: exif(webp, { Software: 'ComfyUI 0.3' }) },
  {
    kind: 'settings, JPEG comment',
    write: async (png) => withSegment(await jpeg(png).toBuffer(), 0xfe, Buffer.from(settings)),
  },
  { kind: 'digital source type, XMP of a JPEG', write: xmp(jpeg, source('trainedAlgorithmicMedia')) },
  { kind: 'digital source type, XMP of a WebP', write: xmp(webp, source('trainedAlgorithmicMedia')) },
  { kind: 'AI-made parts, XMP of a JPEG', write: xmp(jpeg, source('compositeWithTrainedAlgorithmicMedia')) },
]

/** What honest files carry, some of it hard to tell from a mark. */
export const honest: Writing[] = [
  { kind: 'PNG without tags', write: async (png) => png },
  { kind: 'JPEG without tags', write: (png) => jpeg(png).toBuffer() },
  {
    kind: 'camera’s EXIF',
    write: exif(jpeg, { Make: 'Canon', Model: 'Canon EOS R5', Software: 'Firmware 1.8.1', Artist: 'Dali Flux' }),
  },
  { kind: 'editing program', write: exif(jpeg, { Software: 'Adobe Photoshop 25.0 (Windows)' }) },
  {
    kind: 'the same keywords, other texts',
    write: chunks(
      text('parameters', 'exposure 1/200, f/8, steps: 3'),
      text('prompt', 'Enter your name'),
      text('workflow', 'scan, crop, archive'),
      text('Comment', 'Created with GIMP'),
      text('Title', 'DALL-E exhibition poster'),
    ),
  },
  { kind: 'captured, by its digital source type', write: xmp(jpeg, source('digitalCapture')) },
  { kind: 'computed, by its digital source type', write: xmp(webp, source('algorithmicMedia')) },
  {
    kind: 'a caption about generators',
    write: exif(jpeg, { ImageDescription: 'Panel on Midjourney and Stable Diffusion: what job IDs tell' }),
  },
]
