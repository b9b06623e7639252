import { cardLlr } from '../card'
import pictureTags from '../cards/picture.tags.json'
import type { Finding } from '../check'
import { quoteCard } from '../evidence-card'
import { notCounted } from '../not-counted'
import { readSourceType, sourceTypeName } from '../provenance/source-types'
import { notApplicable } from '../run-check'
import { findEditor, findGenerator } from './generator-names'
import { readGifTexts } from './gif-texts'
import { readJpegSegments } from './jpeg-segments'
import type { OpenPicture } from './open-picture'
import { type PngText, readPngChunks } from './png-chunks'
import { type PictureTags, readTags } from './read-tags'
import { findPngMarks, findTextMark, type GeneratorMark } from './text-marks'

const errs =
  `${pictureTags.says} Anyone can write a mark into a file or take it out, and hardly any survives sharing, so its ` +
  'absence says nothing.'

/** The check `picture.tags`: what generators and editing programs write about themselves into a picture file. */
export async function checkTags(open: OpenPicture): Promise<Finding[]> {
  const { format } = open.picture
  if (open.picture.path === null) return [notApplicable('A single video frame has no metadata of its own.')]
  const texts = format === 'png' ? readPngChunks(open.bytes).texts : []
  const gif = format === 'gif' ? readGifTexts(open.bytes) : null
  const tags = await readTags({ ...open.blocks, xmp: open.blocks.xmp ?? gif?.xmp ?? xmpText(texts) })
  const marks = [
    ...findPngMarks(texts),
    ...findTagMarks(tags),
    ...(format === 'jpeg' ? findComments(open.bytes) : []),
    ...(gif?.comments ?? []).flatMap((comment) => findTextMark('GIF comment', comment) ?? []),
  ]
  const source = tags.digitalSourceType ? readSourceType(tags.digitalSourceType) : 'other'
  const editor = [tags.software, tags.creatorTool, tags.iptcProgram].map((name) => findEditor(name ?? '')).find(Boolean)
  const facts = {
    marks: marks.map(({ where }) => where).join(', ') || null,
    generator: marks[0]?.generator ?? null,
    digitalSourceType: tags.digitalSourceType ? sourceTypeName(tags.digitalSourceType) : null,
    software: short(tags.software),
    creatorTool: short(tags.creatorTool),
    camera: short(nameCamera(tags)),
  }
  const [mark] = marks
  const declared = { status: 'hit', llr: cardLlr(pictureTags), strong: true, doesNotShow: errs, facts } as const
  if (mark || source === 'generated') {
    const where = mark ? `${mark.where} is as ${mark.generator} writes it` : 'Its IPTC digital source type says so'
    return [
      {
        ...{ ...declared, points: 'synthetic', card: quoteCard(pictureTags) },
        explain: `The file is marked as made by an image generator: ${where}.`,
      },
    ]
  }
  if (source === 'partly_generated') {
    const explain = 'The file is marked as a composite with AI-made parts (IPTC digital source type).'
    return [{ ...declared, points: 'manipulated', card: quoteCard(pictureTags), explain }]
  }
  if (editor) {
    return [
      {
        ...declared,
        points: 'context',
        llr: 0,
        strong: false,
        explain: `The file names the editing program ${editor}.`,
        doesNotShow: `It does not show what was done: most published photographs pass through such a program. ${notCounted}`,
      },
    ]
  }
  return [
    {
      points: 'context',
      status: 'clear',
      llr: 0,
      strong: false,
      explain: 'The file carries no mark of an image generator.',
      doesNotShow: `Marks are lost when a picture is shared or saved again, so their absence says nothing. ${pictureTags.says}`,
      card: quoteCard(pictureTags),
      facts,
    },
  ]
}

function findTagMarks(tags: PictureTags): GeneratorMark[] {
  const marks: (GeneratorMark | null)[] = (
    [
      ['EXIF Software', tags.software],
      ['EXIF Artist', tags.artist],
      ['XMP CreatorTool', tags.creatorTool],
      ['XMP Credit', tags.credit],
      ['IPTC AI system', tags.aiSystem],
      ['IPTC program', tags.iptcProgram],
    ] as const
  ).map(([where, value]) => {
    const generator = findGenerator(value ?? '')
    return generator ? { where, generator } : null
  })
  marks.push(findTextMark('EXIF UserComment', tags.userComment ?? ''))
  marks.push(findTextMark('EXIF ImageDescription', tags.imageDescription ?? ''))
  return marks.filter((mark) => mark !== null)
}

function findComments(bytes: Buffer): GeneratorMark[] {
  const comments = readJpegSegments(bytes).segments.filter(({ marker }) => marker === 0xfe)
  return comments.slice(0, 8).flatMap(({ data }) => findTextMark('JPEG comment', data.toString('utf8')) ?? [])
}

function xmpText(texts: PngText[]): Buffer | undefined {
  const packet = texts.find(({ keyword }) => keyword === 'XML:com.adobe.xmp')
  return packet ? Buffer.from(packet.text, 'utf8') : undefined
}

/** Make and model, where many models already begin with the make. */
function nameCamera({ make = '', model = '' }: PictureTags): string {
  const repeats = `${model} `.toLowerCase().startsWith(`${make} `.toLowerCase())
  return (repeats ? model : `${make} ${model}`).trim()
}

function short(value: string | undefined): string | null {
  return value ? value.slice(0, 120) : null
}
