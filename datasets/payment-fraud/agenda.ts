/** What is to happen, soonest first: a binary heap of times and codes. */
export class Agenda {
  size = 0
  private times = new Float64Array(256)
  private codes = new Int32Array(256)

  /** Infinity where nothing is to come. */
  get soonest(): number {
    return this.size > 0 ? this.times[0] : Infinity
  }

  add(time: number, code: number): void {
    if (this.size === this.times.length) this.grow()
    const { times, codes } = this
    let i = this.size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (times[parent] <= time) break
      times[i] = times[parent]
      codes[i] = codes[parent]
      i = parent
    }
    times[i] = time
    codes[i] = code
  }

  /** Takes the soonest off and gives its code. */
  take(): number {
    const { times, codes } = this
    const taken = codes[0]
    const size = --this.size
    const time = times[size]
    const code = codes[size]
    let i = 0
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && times[child + 1] < times[child]) child++
      if (times[child] >= time) break
      times[i] = times[child]
      codes[i] = codes[child]
      i = child
    }
    times[i] = time
    codes[i] = code
    return taken
  }

  private grow(): void {
    const { times, codes } = this
    this.times = new Float64Array(2 * times.length)
    this.codes = new Int32Array(2 * codes.length)
    this.times.set(times)
    this.codes.set(codes)
  }
}
