// The portal's page begins here.
import { mount } from 'svelte';
import '../look/tokens.css';
import './portal.css';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
