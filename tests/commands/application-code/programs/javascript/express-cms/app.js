const express = require('express');
const secrets = require('./middlewares/secrets');
const { Page, Draft } = require('./models/page');
const app = express();
app.use(secrets());
app.use('/assets', require('./routes/assets'));
app.get('/pages/:id', async (req, res) => res.json(await Page.find(req.params.id)));
app.post('/drafts', async (req, res) => res.json(await new Draft(req.body).save()));
app.listen(3000);
