/** Where in a drawn spectrogram the sound lies. Pixels, from the top left. */
export const spectrogramPlot = { left: 44, top: 8, width: 960, height: 256 } as const

/** The whole picture, with pitch at the left and time below. Pixels. */
export const spectrogramSize = {
  width: spectrogramPlot.left + spectrogramPlot.width + 8,
  height: spectrogramPlot.top + spectrogramPlot.height + 24,
} as const
