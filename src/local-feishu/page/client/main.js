// The script of the demo's page. The server draws everything; this keeps it live and sends what is done.
import './compose.js'
import './rehearse.js'
import './tools.js'
import './touch.js'
import { arrive } from './navigate.js'

arrive()
