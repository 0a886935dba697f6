import { mount } from 'svelte'
import '../../../src/app/theme.css'
import '../../../src/app/base.css'
import Gallery from './Gallery.svelte'

const search = new URLSearchParams(location.search)
document.documentElement.dataset.theme = search.get('theme') ?? 'light'
document.documentElement.dataset.presenter = search.get('presenter') ?? 'false'
mount(Gallery, { target: document.body, props: { state: search.get('state') ?? 'full' } })
