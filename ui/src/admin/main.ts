// The administrators' page begins here.
import { mount } from 'svelte';
import '../look/tokens.css';
import '../look/base.css';
import './admin.css';
import { look } from '../look/theme.svelte';
import { remembered } from '../look/remember';
import { useManner } from '../words/locale.svelte';
import App from './App.svelte';

look.start();
const kept = remembered('language');
const isArabic = kept ? kept === 'ar' : navigator.languages.some((one) => one.startsWith('ar'));
useManner({ locale: isArabic ? 'ar' : 'en' });

const target = document.getElementById('app');
if (target) mount(App, { target });
