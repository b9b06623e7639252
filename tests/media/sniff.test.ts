import { describe, expect, test } from 'vitest'
import { cleanFilename } from '@/lib/media/clean-filename'
import { formatOfName, formats } from '@/lib/media/formats'
import { sniffFetched, sniffTail, sniffUpload } from '@/lib/media/sniff'
import { gif, isoMedia, jpeg, matroska, png, wav, webp, zip } from '../support/media-bytes'
import { expectRefusal } from '../support/refusals'

const octets = 'application/octet-stream'

test('media is taken when its name, its bytes and its declared type agree', async () => {
  const cases: [string, string, Buffer, object][] = [
    ['a.jpg', 'image/jpeg', await jpeg(), { mediaType: 'image', contentType: 'image/jpeg' }],
    ['a.JPEG', octets, await jpeg(), { mediaType: 'image', contentType: 'image/jpeg' }],
    ['a.png', 'image/png', await png(), { mediaType: 'image', contentType: 'image/png' }],
    ['a.webp', '', await webp(), { mediaType: 'image', contentType: 'image/webp' }],
    ['a.gif', 'image/gif', await gif(), { mediaType: 'image', contentType: 'image/gif' }],
    ['a.avif', 'image/avif', isoMedia('avif'), { mediaType: 'image', contentType: 'image/avif' }],
    ['a.HEIC', octets, isoMedia('heic'), { mediaType: 'image', contentType: 'image/heic' }],
    ['a.heif', 'image/heif', isoMedia('mif1'), { mediaType: 'image', contentType: 'image/heic' }],
    ['a.wav', 'audio/x-wav', wav(), { mediaType: 'audio', contentType: 'audio/wav' }],
    [
      'a.mp3',
      'audio/mpeg',
      Buffer.concat([Buffer.from('ID3\x04\0\0\0\x01\x7f\x7f'), Buffer.alloc(4096)]),
      { mediaType: 'audio' },
    ],
    ['a.flac', octets, Buffer.concat([Buffer.from('fLaC'), Buffer.alloc(64)]), { mediaType: 'audio' }],
    ['a.amr', octets, Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64)]), { mediaType: 'audio' }],
    [
      'a.aac',
      'audio/aac',
      Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc, 0, 0, 0, 0, 0]),
      { mediaType: 'audio' },
    ],
    ['a.m4a', 'audio/mp4', isoMedia('M4A '), { mediaType: 'audio', contentType: 'audio/mp4' }],
    ['a.mp4', 'video/mp4', isoMedia('isom'), { mediaType: 'video', contentType: 'video/mp4' }],
    ['a.mov', 'video/quicktime', isoMedia('qt  '), { mediaType: 'video', contentType: 'video/quicktime' }],
    ['a.3gpp', 'audio/3gpp', isoMedia('3gp4'), { mediaType: 'video', contentType: 'video/3gpp' }],
    ['a.webm', 'audio/webm', matroska('webm'), { mediaType: 'video', contentType: 'video/webm' }],
    ['a.mkv', octets, matroska('matroska'), { mediaType: 'video', contentType: 'video/x-matroska' }],
    ['a.avi', octets, Buffer.from('RIFF\x10\0\0\0AVI LIST'), { mediaType: 'video', contentType: 'video/x-msvideo' }],
  ]
  for (const [name, type, head, identity] of cases) {
    expect(await sniffUpload(name, type, head.subarray(0, 4096)), name).toMatchObject({ ...identity, filename: name })
  }
})

test('every extension of the contract is known, those phones write, and no other', () => {
  const contract = 'wav mp3 m4a ogg aac flac amr 3gp 3gpp mp4 mov avi mkv webm jpg jpeg png gif webp wmv'.split(' ')
  const ours = ['avif', 'heic', 'heif']
  expect(formats.flatMap((format) => format.extensions).sort()).toEqual([...contract, ...ours].sort())
  expect(formatOfName('holiday.svg')).toBeUndefined()
})

describe('refused, with the file, the rule and the way out', () => {
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  test.each<[name: string, bytes: string | Buffer, says: RegExp]>([
    ['empty.png', '', /“empty.png” is empty/],
    ['logo.svg', svg, /“logo.svg” cannot be handed in: .*made of text.*JPEG/],
    ['logo.png', svg, /“logo.png” is not a PNG picture: .*made of text/],
    ['page.jpg', '\ufeff  <!DOCTYPE html><html>', /is not a JPEG picture: .*web page/],
    ['page.html', '<html>', /cannot be handed in: .*web page/],
    ['list.m3u8', '#EXTM3U\n#EXT-X-VERSION:3', /playlist/],
    ['video.mp4', '#EXTM3U\nhttp://169.254.169.254/', /is not an MP4 video: .*playlist/],
    ['video.mp4', "ffconcat version 1.0\nfile '/etc/passwd'", /playlist/],
    ['video.mp4', "file '/etc/passwd'", /playlist/],
    ['sound.mp3', '[playlist]\nFile1=x', /playlist/],
    ['video.mkv', '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011">', /playlist/],
    ['bundle.zip', zip(), /archive/],
    ['photo.png', zip(), /archive/],
    ['paper.pdf', '%PDF-1.7', /PDF/],
    ['photo.jpg', '%PDF-1.7', /PDF/],
    ['photo.bmp', 'BM', /\.bmp is not among.*wav, mp3/],
    ['photo', 'x', /no extension/],
    ['movie.wmv', 'x', /only taken from URLs/],
    ['noise.png', Buffer.alloc(4096, 7), /no kind of media/],
  ])('%s', async (name, bytes, says) => {
    await expectRefusal(sniffUpload(name, octets, Buffer.from(bytes as string)), 'bad_request', says)
  })

  test('a name that does not fit says what the file is and how to call it', async () => {
    await expectRefusal(
      sniffUpload('a.jpg', '', await png()),
      'bad_request',
      /“a.jpg” is named like a JPEG picture but holds a PNG picture.*\.png/,
    )
    await expectRefusal(sniffUpload('a.mp3', '', wav()), 'bad_request', /holds WAV sound.*\.wav/)
    await expectRefusal(sniffUpload('a.mp4', '', matroska('webm')), 'bad_request', /holds a WebM video/)
    await expectRefusal(sniffUpload('a.jpg', '', isoMedia('avif')), 'bad_request', /holds an AVIF picture.*\.avif/)
    await expectRefusal(sniffUpload('a.webm', '', matroska('matroska')), 'bad_request')
  })

  test('a declared type of another kind', async () => {
    await expectRefusal(sniffUpload('a.png', 'text/html', await png()), 'bad_request', /sent as text\/html/)
    await expectRefusal(sniffUpload('a.png', 'audio/wav', await png()), 'bad_request')
    await expectRefusal(sniffUpload('a.wav', 'image/png', wav()), 'bad_request')
  })

  test('a second reading at the start', async () => {
    const comment = (text: string) => async () => {
      const picture = await jpeg()
      const body = Buffer.from(text)
      const length = Buffer.from([0xff, 0xfe, (body.length + 2) >> 8, (body.length + 2) & 255])
      return Buffer.concat([picture.subarray(0, 2), length, body, picture.subarray(2)])
    }
    await expectRefusal(
      sniffUpload('a.jpg', '', await comment('<script>alert(1)</script>')()),
      'bad_request',
      /also be opened as a web page/,
    )
    await expectRefusal(sniffUpload('a.jpg', '', await comment('%PDF-1.4 obj')()), 'bad_request', /a PDF document/)
    await expect(sniffUpload('a.jpg', '', await comment('made by hand')())).resolves.toBeDefined()
  })

  test('a second reading at the end', async () => {
    const plain = await png()
    const tail = (more: Buffer | string) => Buffer.concat([plain, Buffer.from(more as string)])
    const check = (bytes: Buffer) => () => sniffTail('a.png', bytes, bytes.length)
    expect(check(plain)).not.toThrow()
    expect(check(tail(zip()))).toThrow(/an archive/)
    expect(check(tail(Buffer.concat([zip(), Buffer.from('more')])))).toThrow(/an archive/)
    expect(check(tail('<html><script>alert(1)</script>'))).toThrow(/a web page/)
    expect(check(tail('trailer <<>>\nstartxref\n12\n%%EOF\n'))).toThrow(/a PDF document/)
    expect(check(tail('PK\x05\x06'))).not.toThrow()
    expect(check(tail(Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(40)])))).not.toThrow()
  })
})

test('what a URL leads to is judged by its bytes alone', async () => {
  expect(await sniffFetched('image.php', await png())).toEqual({
    mediaType: 'image',
    contentType: 'image/png',
    filename: 'image.php.png',
  })
  expect(await sniffFetched('', await jpeg())).toMatchObject({ filename: 'media.jpg' })
  expect(await sniffFetched('a.jpg', await webp())).toMatchObject({ contentType: 'image/webp', filename: 'a.jpg.webp' })
  expect(await sniffFetched('voice.m4a', isoMedia('mp42'))).toMatchObject({ mediaType: 'audio', filename: 'voice.m4a' })
  await expectRefusal(sniffFetched('a.png', Buffer.from('<!doctype html>')), 'bad_request', /web page/)
  await expectRefusal(sniffFetched('a.mp4', Buffer.from('#EXTM3U')), 'bad_request', /playlist/)
  await expectRefusal(sniffFetched('a.mp4', Buffer.alloc(0)), 'bad_request', /empty/)
})

test('a client’s name is kept only as far as it is a name', () => {
  expect(cleanFilename('../../etc/pass\0wd.png')).toBe('passwd.png')
  expect(cleanFilename('C:\\Users\\me\\photo.jpg')).toBe('photo.jpg')
  expect(cleanFilename('exe.\u202egpj')).toBe('exe.gpj')
  expect(cleanFilename('Größe 日本.png')).toBe('Größe 日本.png')
  expect([...cleanFilename(`${'x'.repeat(400)}.png`)]).toHaveLength(200)
  expect(cleanFilename(`${'x'.repeat(400)}.png`)).toMatch(/\.png$/)
})
