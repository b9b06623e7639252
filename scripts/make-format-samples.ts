/**
 * Makes the small files of every accepted container and codec in tests/engine/formats, with which the decoder is
 * tested: `tsx scripts/make-format-samples.ts`. Needs ffmpeg (`apt-get install ffmpeg`); the results are committed.
 */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
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
ffmpeg([...moving, '-t', '2', '-c:v', 'mjpeg', '-q:v', '12', '-pix_fmt', 'yuvj420p', to('motion-jpeg.mov')])
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

for (const name of readdirSync(folder)) console.log(`${name}: ${Math.ceil(statSync(to(name)).size / 1024)} KB`)
