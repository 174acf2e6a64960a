"""The other side of a comparison: vitals over Flask and psycopg2, as small systems write it.

DATABASE names the database. Where POOL is set, connections are kept in a pool of that size; otherwise each request
opens its own.
"""

import os
from contextlib import contextmanager

import jwt
import psycopg2
from flask import Flask, jsonify, request
from psycopg2.pool import ThreadedConnectionPool

DATABASE = os.environ["DATABASE"]
SECRET = "a secret of thirty-two bytes or so."
COLUMNS = (
    "heart_rate_bpm, systolic_bp_mmhg, diastolic_bp_mmhg, body_temperature_c, respiratory_rate, oxygen_saturation, notes"
)
FIELDS = COLUMNS.split(", ")

app = Flask(__name__)
pool = ThreadedConnectionPool(1, int(os.environ["POOL"]), DATABASE) if "POOL" in os.environ else None


@contextmanager
def connected():
    connection = pool.getconn() if pool else psycopg2.connect(DATABASE)
    try:
        yield connection
        connection.commit()
    finally:
        if pool:
            pool.putconn(connection)
        else:
            connection.close()


def patient_of_token():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return jwt.decode(token, SECRET, algorithms=["HS256"])["patient_id"]


@app.errorhandler(jwt.PyJWTError)
def refused(_):
    return jsonify(error="sign in"), 401


@app.post("/login")
def login():
    asked = request.get_json()
    with connected() as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT patient_id FROM patient_details WHERE email = %s AND patient_id = %s",
            (asked["email"], asked["patient_id"]),
        )
        row = cursor.fetchone()
    if row is None:
        return jsonify(error="unknown"), 401
    return jsonify(token=jwt.encode({"patient_id": row[0]}, SECRET, algorithm="HS256"))


@app.post("/vitals/add")
def add():
    patient = patient_of_token()
    asked = request.get_json()
    with connected() as connection, connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO patient_vitals (patient_id, {COLUMNS}, recorded_at) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, now()) RETURNING vital_id",
            (patient, *(asked.get(field) for field in FIELDS)),
        )
        vital = cursor.fetchone()[0]
    return jsonify(vital_id=vital), 201


@app.get("/vitals")
def latest():
    patient = patient_of_token()
    with connected() as connection, connection.cursor() as cursor:
        cursor.execute(
            f"SELECT vital_id, {COLUMNS}, recorded_at FROM patient_vitals "
            "WHERE patient_id = %s ORDER BY recorded_at DESC LIMIT 20",
            (patient,),
        )
        rows = cursor.fetchall()
    names = ["vital_id", *FIELDS, "recorded_at"]
    return jsonify([dict(zip(names, row)) for row in rows])


if __name__ == "__main__":
    app.run(port=int(os.environ["PORT"]))
