import { test } from '../lab.ts'
import { testParity } from '../parity.ts'

test.setTimeout(180_000)

testParity('tfjs-webgpu')
