exports.region = process.env.AWS_REGION || "eu-west-1";
exports.year = "2026";
exports.bucket = process.env.BUCKET;
