/**
 * Makes the sample media in tests/media: `tsx scripts/make-sample-media.ts`. Everything is computed here; nothing is
 * downloaded. Needs openssl for the test authority (once), and ffmpeg and espeak-ng (`apt-get install ffmpeg espeak-ng`);
 * without espeak-ng the committed speech is kept. What each file should give is in tests/media/known-answers.json.
 */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DigitalSourceType } from '@trustnxt/c2pa-ts/manifest'
import { makeGeneratedPng, makePhotograph, makeSplice, makeUnsigned } from './sample-media/pictures'
import { makeAuthority, signJpeg } from './sample-media/sign'
import { makeSpeech, makeTone, type Sound, toWav } from './sample-media/sounds'
import { makeVideo } from './sample-media/video'

const folder = path.resolve(import.meta.dirname, '../tests/media')
const authority = path.join(folder, 'authority')
const words = 'The harbour office closes at six this evening. Please bring a passport, and two photographs.'

function write(name: string, bytes: Buffer): void {
  writeFileSync(path.join(folder, name), bytes)
  console.log(`${name}: ${Math.round(bytes.length / 1024)} KB`)
}

/** The committed speech, for machines without the synthesiser. */
function readSpeech(): Sound {
  const wav = readFileSync(path.join(folder, 'speech.wav'))
  const samples = Float32Array.from({ length: (wav.length - 44) >> 1 }, (_, i) => wav.readInt16LE(44 + i * 2) / 32768)
  return { samples, sampleRate: wav.readUInt32LE(24) }
}

mkdirSync(folder, { recursive: true })
write('photograph.jpg', await makePhotograph())
const splice = await makeSplice()
write('splice.jpg', splice.jpeg)
write('splice-mask.png', splice.mask)
write('stable-diffusion.png', await makeGeneratedPng())
makeAuthority(authority)
const { DigitalCapture, TrainedAlgorithmicMedia } = DigitalSourceType
write('signed-capture.jpg', await signJpeg(await makeUnsigned(61), authority, DigitalCapture, 'Docket test camera'))
write(
  'signed-generated.jpg',
  await signJpeg(await makeUnsigned(71), authority, TrainedAlgorithmicMedia, 'Docket test generator'),
)
const speech = makeSpeech(words)
if (speech !== null) write('speech.wav', toWav(speech))
else if (existsSync(path.join(folder, 'speech.wav'))) console.log('speech.wav: kept, espeak-ng is not installed')
else throw new Error('No espeak-ng here and no tests/media/speech.wav: apt-get install espeak-ng, then run this again.')
write('tone.wav', toWav(makeTone()))
makeVideo(path.join(folder, 'bay.mp4'), speech ?? readSpeech())
console.log(`bay.mp4: ${Math.round(statSync(path.join(folder, 'bay.mp4')).size / 1024)} KB`)
