/**
 * Makes the small files of every accepted container and codec in tests/engine/formats, with which the decoder is
 * tested: `tsx scripts/make-format-samples.ts`. Needs ffmpeg and heif-enc (`apt-get install ffmpeg
 * libheif-examples`); the results are committed.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { ffmpeg } from './sample-media/video'

const folder = path.resolve(import.meta.dirname, '../tests/engine/formats')
mkdirSync(folder, { recursive: true })
const to = (name: string) => path.join(folder, name)

const tone = ['-f', 'lavfi', '-i', 'sine=frequency=500:sample_rate=22050:duration=3']
const moving = ['-f', 'lavfi', '-i', 'testsrc2=size=320x256:rate=10:duration=3']
const one = (source: string) => ['-f', 'lavfi', '-i', source]

for (const extension of ['mp3', 'm4a', 'aac', 'flac', 'wav']) ffmpeg([...tone, '-ac', '1', to(`tone.${extension}`)])
ffmpeg([...tone, '-ac', '1', '-c:a', 'libvorbis', to('tone.ogg')])
ffmpeg([...tone, '-ac', '1', '-c:a', 'libopus', '-ar', '48000', to('opus.ogg')])
// No free encoder of AMR is in Debian's ffmpeg: frames of the 12.2 kbit/s mode with arbitrary bits.
const frames = Array.from({ length: 100 }, (_, i) =>
  Buffer.from([0x3c, ...Array.from({ length: 31 }, (_, j) => (i * 31 + j * 17) & 255)]),
)
writeFileSync(to('voice.amr'), Buffer.concat([Buffer.from('#!AMR\n'), ...frames]))

const h264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p']
for (const extension of ['mp4', 'mov']) ffmpeg([...moving, ...tone, ...h264, '-c:a', 'aac', to(`clip.${extension}`)])
ffmpeg([...moving, ...tone, '-c:v', 'libx265', '-x265-params', 'log-level=none', '-c:a', 'flac', to('clip.mkv')])
ffmpeg([...moving, ...tone, '-c:v', 'libvpx-vp9', '-b:v', '80k', '-c:a', 'libvorbis', to('clip.webm')])
ffmpeg([...moving, ...tone, '-c:v', 'mpeg4', '-c:a', 'libmp3lame', to('clip.avi')])
ffmpeg([...moving, ...tone, '-c:v', 'mpeg4', '-c:a', 'aac', to('clip.3gp')])
ffmpeg([...moving, ...tone, '-c:v', 'wmv2', '-b:v', '60k', '-c:a', 'wmav2', '-b:a', '48k', to('clip.wmv')])
ffmpeg([...moving, '-t', '2', '-c:v', 'mjpeg', '-q:v', '12', '-pix_fmt', 'yuvj420p', to('motion-jpeg.mov')])
// Saved so well that the search for earlier saves applies to its frames.
ffmpeg([
  ...[
    '-loop',
    '1',
    '-framerate',
    '1',
    '-t',
    '2',
    '-i',
    path.resolve(import.meta.dirname, '../tests/media/photograph.jpg'),
  ],
  ...['-vf', 'scale=640:-2', '-c:v', 'mjpeg', '-q:v', '3', '-huffman', 'default', '-pix_fmt', 'yuvj420p'],
  to('motion-jpeg-sharp.mov'),
])
ffmpeg([...tone, '-c:a', 'aac', to('voice.mp4')])
ffmpeg([...one('color=c=black:size=1280x720:rate=10:duration=2'), ...h264, to('black.mp4')])
ffmpeg([
  ...one('testsrc2=size=320x256:rate=10:duration=0.1'),
  '-vf',
  'tpad=stop_mode=clone:stop_duration=3.9',
  ...h264,
  to('still.mp4'),
])
ffmpeg([
  ...one('color=c=gray:size=7040x5200:rate=1:duration=1'),
  '-c:v',
  'libx264',
  '-pix_fmt',
  'yuv420p',
  to('huge.mp4'),
])

// Moving pictures that never come again by themselves, and what editing makes of them (tests/engine/video).
const zoom = (seconds: number) =>
  one(`mandelbrot=size=192x144:rate=12:end_scale=0.05:end_pts=120,trim=duration=${seconds}`)
const small = [...h264, '-crf', '27', '-preset', 'slow']
const pieces = (...spans: [number, number][]) =>
  `${spans.map(([from, to], i) => `[0:v]trim=${from}:${to},setpts=PTS-STARTPTS[p${i}];`).join('')}${spans.map((_, i) => `[p${i}]`).join('')}concat=n=${spans.length}`
ffmpeg([...zoom(4), '-vf', 'loop=loop=18:size=1:start=24,setpts=N/12/TB', ...small, to('frozen.mp4')])
ffmpeg([...zoom(4), '-filter_complex', pieces([0, 2], [2, 3], [0.5, 2], [3, 4]), ...small, to('looped.mp4')])
ffmpeg([...zoom(5), ...small, to('flowing.mp4')])
// Slides: three pictures that stand still, the first again at the end.
ffmpeg([
  ...zoom(5),
  '-vf',
  `select='eq(n,0)+eq(n,24)+eq(n,48)',setpts=N*18/12/TB,fps=12,tpad=stop_mode=clone:stop_duration=1`,
  ...small,
  to('slides.mp4'),
])
const sound = (filter: string) => ['-f', 'lavfi', '-i', filter, '-c:a', 'aac', '-b:a', '48k']
ffmpeg([
  ...zoom(4),
  '-itsoffset',
  '1',
  ...sound('sine=frequency=500:sample_rate=22050:duration=1.5'),
  ...small,
  to('apart.mp4'),
])
ffmpeg([
  ...zoom(3),
  ...sound('anullsrc=sample_rate=22050:channel_layout=mono,atrim=duration=3'),
  ...small,
  to('silent.mp4'),
])
// A robotic voice (eSpeak, from scripts/make-sample-media.ts) under a picture that is none of its own.
ffmpeg([
  ...one('mandelbrot=size=192x144:rate=4:end_scale=0.05:end_pts=120,trim=duration=12.8'),
  ...['-stream_loop', '1', '-i', path.resolve(import.meta.dirname, '../tests/media/speech.wav'), '-shortest'],
  ...['-c:a', 'aac', '-b:a', '32k', ...h264, '-crf', '38', '-preset', 'slow', to('spoken.mp4')],
])
// The picture cuts at 1 s and 2 s; the sound jumps at 2 s and 3 s.
ffmpeg([
  ...one(
    'mandelbrot=size=192x144:rate=12,trim=duration=1[a];testsrc=size=192x144:rate=12,trim=duration=1[b];smptebars=size=192x144:rate=12,trim=duration=2[c];[a][b][c]concat=n=3',
  ),
  ...[
    '-f',
    'lavfi',
    '-i',
    'aevalsrc=0.4*sin(2*PI*200*t+1.4*(gte(t\\,2)+gte(t\\,3))):sample_rate=22050:duration=4',
    '-c:a',
    'flac',
    '-strict',
    '-2',
  ],
  ...small,
  to('cuts.mkv'),
])

// Four flat quarters, whose colours the test knows.
const quarters = ['c83232', '32c832', '3232c8', 'c8c832'].map((colour, index) => ({
  input: { create: { width: 48, height: 32, channels: 3 as const, background: `#${colour}` } },
  left: 48 * (index % 2),
  top: 32 * Math.floor(index / 2),
}))
const still = path.join(mkdtempSync(path.join(tmpdir(), 'still-')), 'still.png')
await sharp({ create: { width: 96, height: 64, channels: 3, background: '#000' } })
  .composite(quarters)
  .toFile(still)
execFileSync('heif-enc', ['-q', '90', still, '-o', to('still.heic')])

for (const name of readdirSync(folder)) console.log(`${name}: ${Math.ceil(statSync(to(name)).size / 1024)} KB`)
