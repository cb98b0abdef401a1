import os
from flask import Flask
from .config import configs
from .extensions import aws

def create_app(name=None):
    app = Flask(__name__)
    app.config.from_object(configs[name or os.environ.get("FLASK_ENV", "default")])
    aws.init_app(app)
    from .views import bp
    app.register_blueprint(bp)
    return app
