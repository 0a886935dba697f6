import './theme.css'
import './base.css'
import { mount } from 'svelte'
import { KeptLabs, tabStorage } from '../state/kept-labs.ts'
import { LabState } from '../state/lab.svelte.ts'
import { openParts } from '../state/parts.ts'
import { TrafficState } from '../state/traffic.svelte.ts'
import { addressOf } from './address.ts'
import App from './App.svelte'
import { Appearance } from './appearance.svelte.ts'
import { recordings } from './recording.svelte.ts'

const lab = new LabState(addressOf(window), new KeptLabs(tabStorage()))
const parts = openParts()
const traffic = new TrafficState(parts, () => lab.document)
const target = document.getElementById('app')
if (!target) throw new Error('index.html has no element with the id app')

// Fetched while the page is built; should it fail, App asks for it again and says so.
recordings[lab.scenario.id]?.().catch(() => undefined)
// In a task of its own: building the page in this one would hold the request back until it ends.
setTimeout(() => mount(App, { target, props: { lab, parts, traffic, appearance: new Appearance() } }))
