import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'

/** Where the packages below are unpacked (`dpkg-deb -x`), or installed. */
const root = process.env.EVALUATION_ROOT ?? '/'

/** Debian packages with photographs; drawings and computed pictures in them are passed over by name. */
const folders: Record<string, RegExp> = {
  'usr/share/backgrounds/mate/nature': /\.jpg$/,
  'usr/share/backgrounds':
    /^(Bridge|Dragonfly|Picture_0B|Picture_1A|Wine|aitzgorri|free|friends|greentock|life|picosdeeuropa|seeding|sunset|Kleiber)_by_\w+\.jpg$/,
  'usr/share/wallpapers':
    /^(BytheWater|ColdRipple|ColorfulCups|DarkestHour|EveningGlow|FallenLeaf|Grey|Kite|OneStandsOut|Path|summer_1am)\/contents\/images\/2560x1600\.jpg$/,
}
/** Resource files of GCompris: photographs of animals and buildings, the latter full of repeated parts. */
const resources = 'usr/share/gcompris-qt/rcc'
const resourceNames = ['erase', 'explore_farm_animals', 'explore_monuments', 'explore_world_animals']

const fewest = 100
const smallestPixels = 300_000

export const missingPhotographs =
  'It needs photographs. Fetch and unpack Debian’s packages gcompris-qt-data, lomiri-wallpapers-16.04, ' +
  'lomiri-wallpapers-20.04, mate-backgrounds and plasma-workspace-wallpapers (apt-get download, dpkg-deb -x FILE ' +
  'FOLDER) and name the folder in EVALUATION_ROOT.'

export interface Photograph {
  /** Different for each. */
  name: string
  /** Package it came from, in a word. */
  source: 'desktop pictures' | 'GCompris'
  bytes: Buffer
}

/** The photographs on this machine, in a fixed order; null where there are too few to count anything on. */
export async function readPhotographs(): Promise<Photograph[] | null> {
  const found = [...(await readDesktop()), ...(await readResources())]
  const kept: Photograph[] = []
  for (const photograph of found) {
    const { width, height } = await sharp(photograph.bytes).metadata()
    if (width * height >= smallestPixels) kept.push(photograph)
  }
  return kept.length < fewest ? null : kept
}

/** The picture at this size, without what its file went through before as far as scaling down wipes that out. */
export function cover(photograph: Photograph, width: number, height: number): Promise<Buffer> {
  return sharp(photograph.bytes)
    .resize(width, height, { fit: 'cover' })
    .flatten()
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer()
}

async function readDesktop(): Promise<Photograph[]> {
  const found: Photograph[] = []
  for (const [folder, wanted] of Object.entries(folders)) {
    const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => [])
    for (const name of names.filter((name) => wanted.test(name)).toSorted()) {
      found.push({ name, source: 'desktop pictures', bytes: await readFile(path.join(root, folder, name)) })
    }
  }
  return found
}

async function readResources(): Promise<Photograph[]> {
  const found: Photograph[] = []
  for (const name of resourceNames) {
    const resource = await readFile(path.join(root, resources, `${name}.rcc`)).catch(() => Buffer.alloc(0))
    for (const [index, bytes] of findWebp(resource).entries()) {
      found.push({ name: `${name}-${index}`, source: 'GCompris', bytes })
    }
  }
  return found
}

/** The WebP pictures that lie uncompressed in a resource file, one behind the other. */
function findWebp(resource: Buffer): Buffer[] {
  const pictures: Buffer[] = []
  for (
    let at = resource.indexOf('RIFF');
    at >= 0 && at + 12 <= resource.length;
    at = resource.indexOf('RIFF', at + 4)
  ) {
    const end = at + 8 + resource.readUInt32LE(at + 4)
    if (resource.toString('latin1', at + 8, at + 12) === 'WEBP' && end <= resource.length) {
      pictures.push(resource.subarray(at, end))
    }
  }
  return pictures
}
