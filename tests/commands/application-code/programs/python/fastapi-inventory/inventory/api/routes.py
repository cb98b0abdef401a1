from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, UploadFile
from inventory.api.deps import Notifier, StoreDep, get_s3
from inventory.config import config

router = APIRouter(prefix="/items")

@router.get("/{sku}")
async def read(sku: str, store: StoreDep):
    if (item := await store.get(sku)) is None:
        raise HTTPException(404)
    return item

@router.put("/{sku}/photo")
async def photo(sku: str, file: UploadFile, tasks: BackgroundTasks, s3=Depends(get_s3), notifier: Notifier = Depends()):
    await s3.upload_fileobj(file.file, config.photos_bucket, f"{sku}.jpg", ExtraArgs={"ContentType": "image/jpeg"})  # AWS: s3:PutObject photos/*.jpg
    tasks.add_task(notifier.alert, f"photo of {sku}")
    url = await s3.generate_presigned_url("get_object", Params={"Bucket": config.photos_bucket, "Key": f"{sku}.jpg"}, ExpiresIn=60)  # AWS: s3:GetObject photos/*.jpg
    await s3.put_object_tagging(Bucket=config.photos_bucket, Key=f"{sku}.jpg", Tagging={"TagSet": []})  # AWS: s3:PutObjectTagging photos/*.jpg
    return {"url": url}

@router.post("/{sku}/adjust")
async def adjust(sku: str, by: int, store: StoreDep):
    await store.adjust(sku, by)
