// Vitals over Express and a pool of pg. DATABASE names the database, POOL the size of the pool.

const express = require("express");
const jwt = require("jsonwebtoken");
const { Pool } = require("pg");

const SECRET = "a secret of thirty-two bytes or so.";
const FIELDS = [
  "heart_rate_bpm",
  "systolic_bp_mmhg",
  "diastolic_bp_mmhg",
  "body_temperature_c",
  "respiratory_rate",
  "oxygen_saturation",
  "notes",
];
const pool = new Pool({ connectionString: process.env.DATABASE, max: Number(process.env.POOL) });
const app = express();
app.use(express.json());

const signedIn = (request, response, next) => {
  try {
    const token = (request.get("authorization") ?? "").replace(/^Bearer /, "");
    request.patient = jwt.verify(token, SECRET, { algorithms: ["HS256"] }).patient_id;
    next();
  } catch {
    response.status(401).json({ error: "sign in" });
  }
};

app.post("/login", async (request, response) => {
  const { email, patient_id } = request.body;
  const sql = "SELECT patient_id FROM patient_details WHERE email = $1 AND patient_id = $2";
  const { rows } = await pool.query(sql, [email, patient_id]);
  if (rows.length === 0) return response.status(401).json({ error: "unknown" });
  response.json({ token: jwt.sign({ patient_id: rows[0].patient_id }, SECRET, { algorithm: "HS256" }) });
});

app.post("/vitals/add", signedIn, async (request, response) => {
  const sql = `INSERT INTO patient_vitals (patient_id, ${FIELDS.join(", ")}, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now()) RETURNING vital_id`;
  const values = [request.patient, ...FIELDS.map((field) => request.body[field] ?? null)];
  const { rows } = await pool.query(sql, values);
  response.status(201).json({ vital_id: rows[0].vital_id });
});

app.get("/vitals", signedIn, async (request, response) => {
  const sql = `SELECT vital_id, ${FIELDS.join(", ")}, recorded_at FROM patient_vitals
    WHERE patient_id = $1 ORDER BY recorded_at DESC LIMIT 20`;
  const { rows } = await pool.query(sql, [request.patient]);
  response.json(rows);
});

const listening = app.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  console.log(listening.address().port);
});
