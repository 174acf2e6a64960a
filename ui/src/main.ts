// Where the window starts.
import { mount } from 'svelte';
import App from './App.svelte';
import './look/fonts.css';
import './look/tokens.css';
import './look/base.css';
import { look } from './look/theme.svelte';
import { showManner } from './words/locale.svelte';

look.start();
showManner();

const target = document.getElementById('app');
if (target) mount(App, { target });
